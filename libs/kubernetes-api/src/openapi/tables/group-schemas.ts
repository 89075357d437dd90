// Written by scripts/generate-openapi-schemas.mjs: do not edit.

/** Deployments, ReplicaSets, Scales, and what all objects have, in Kubernetes 1.36, in the form that read-schema.ts reads. */
export const GROUP_SCHEMAS: Readonly<Record<string, string>> = {
  'apps/Deployment':
    'apiVersion:s kind:s metadata:#meta/ObjectMeta;default={} spec:#apps/DeploymentSpec;default={} status:#apps/DeploymentStatus;default={}',
  'apps/DeploymentCondition':
    'lastTransitionTime:#meta/Time lastUpdateTime:#meta/Time message:s reason:s status*:s;default="" type*:s;default=""',
  'apps/DeploymentList': 'apiVersion:s items*:[]#apps/Deployment kind:s metadata:#meta/ListMeta;default={}',
  'apps/DeploymentSpec':
    'minReadySeconds:i32 paused:b progressDeadlineSeconds:i32 replicas:i32 revisionHistoryLimit:i32 selector*:#meta/LabelSelector strategy:#apps/DeploymentStrategy;default={};patch=retainKeys template*:#core/PodTemplateSpec;default={}',
  'apps/DeploymentStatus':
    'availableReplicas:i32 collisionCount:i32 conditions:[]#apps/DeploymentCondition;list=map(type);patch=merge(type) observedGeneration:i64 readyReplicas:i32 replicas:i32 terminatingReplicas:i32 unavailableReplicas:i32 updatedReplicas:i32',
  'apps/DeploymentStrategy': 'rollingUpdate:#apps/RollingUpdateDeployment type:s;enum=Recreate|RollingUpdate',
  'apps/ReplicaSet':
    'apiVersion:s kind:s metadata:#meta/ObjectMeta;default={} spec:#apps/ReplicaSetSpec;default={} status:#apps/ReplicaSetStatus;default={}',
  'apps/ReplicaSetCondition':
    'lastTransitionTime:#meta/Time message:s reason:s status*:s;default="" type*:s;default=""',
  'apps/ReplicaSetList': 'apiVersion:s items*:[]#apps/ReplicaSet kind:s metadata:#meta/ListMeta;default={}',
  'apps/ReplicaSetSpec':
    'minReadySeconds:i32 replicas:i32 selector*:#meta/LabelSelector template:#core/PodTemplateSpec;default={}',
  'apps/ReplicaSetStatus':
    'availableReplicas:i32 conditions:[]#apps/ReplicaSetCondition;list=map(type);patch=merge(type) fullyLabeledReplicas:i32 observedGeneration:i64 readyReplicas:i32 replicas*:i32;default=0 terminatingReplicas:i32',
  'apps/RollingUpdateDeployment': 'maxSurge:#intstr/IntOrString maxUnavailable:#intstr/IntOrString',
  'autoscaling/Scale':
    'apiVersion:s kind:s metadata:#meta/ObjectMeta;default={} spec:#autoscaling/ScaleSpec;default={} status:#autoscaling/ScaleStatus;default={}',
  'autoscaling/ScaleSpec': 'replicas:i32;default=0',
  'autoscaling/ScaleStatus': 'replicas*:i32;default=0 selector:s',
  'meta/Condition':
    'lastTransitionTime*:#meta/Time message*:s;default="" observedGeneration:i64 reason*:s;default="" status*:s;default="" type*:s;default=""',
  'meta/LabelSelector': 'atomic matchExpressions:[]#meta/LabelSelectorRequirement;list=atomic matchLabels:{}s',
  'meta/LabelSelectorRequirement': 'key*:s;default="" operator*:s;default="" values:[]s;list=atomic',
  'meta/ListMeta': 'continue:s remainingItemCount:i64 resourceVersion:s selfLink:s shardInfo:#meta/ShardInfo',
  'meta/ManagedFieldsEntry':
    'apiVersion:s fieldsType:s fieldsV1:#meta/FieldsV1 manager:s operation:s subresource:s time:#meta/Time',
  'meta/ObjectMeta':
    'annotations:{}s creationTimestamp:#meta/Time deletionGracePeriodSeconds:i64 deletionTimestamp:#meta/Time finalizers:[]s;list=set;patch=merge generateName:s generation:i64 labels:{}s managedFields:[]#meta/ManagedFieldsEntry;list=atomic name:s namespace:s ownerReferences:[]#meta/OwnerReference;list=map(uid);patch=merge(uid) resourceVersion:s selfLink:s uid:s',
  'meta/OwnerReference':
    'atomic apiVersion*:s;default="" blockOwnerDeletion:b controller:b kind*:s;default="" name*:s;default="" uid*:s;default=""',
  'meta/ShardInfo': 'selector*:s;default=""',
};
